import { type FormEvent, useState } from "react";
import { ErrorSummary } from "../../../forms/ErrorSummary";
import { DateInput, TextField, toDate } from "../../../forms/fields";
import { graphql } from "../../../gql";
import { useAct } from "../../../lib/act";
import { sentences } from "../../../lib/errors";
import { useToday } from "../../../lib/viewer";
import { Dialog } from "../../../ui/Dialog";
import { count } from "../../../ui/format";
import { Button } from "../../../ui/kit";

const ExportInvoices = graphql(
  `mutation ExportInvoices($input: ExportInvoicesInput!) { exportInvoices(input: $input) { fileName csv count } }`,
);

/** Hands a text to the person as a file. */
function save(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Invoices and credit notes between two days, as an accounts package imports them; that they were taken is told (T4). */
export function ExportDialog({ university, onClose }: { university: string | undefined; onClose: () => void }) {
  const today = useToday();
  const [from, setFrom] = useState(`${today.slice(0, 8)}01`);
  const [to, setTo] = useState(today);
  const [account, setAccount] = useState("200");
  const [tried, setTried] = useState(0);
  const [done, setDone] = useState<string>();
  const take = useAct(ExportInvoices, {
    onDone: ({ exportInvoices: file }) => {
      save(file.fileName, file.csv);
      setDone(`${count(file.count, "invoice or credit note", "invoices and credit notes")} in ${file.fileName}.`);
    },
  });
  const [first, last] = [toDate(from), toDate(to)];
  const own = tried
    ? [
        ...(first ? [] : [{ to: "export-from", message: "Enter the first day of issue" }]),
        ...(last ? [] : [{ to: "export-to", message: "Enter the last day of issue" }]),
        ...(account.trim() ? [] : [{ to: "export-account", message: "Enter the account that sales are booked to" }]),
      ]
    : [];
  const fields: Record<string, string> = { to: "export-to", account: "export-account" };
  const lines = [
    ...own,
    ...(take.error
      ? sentences(take.error).map((s) => ({ message: s.message, rule: s.rule, to: s.field ? fields[s.field] : undefined }))
      : []),
  ];
  const send = (e: FormEvent) => {
    e.preventDefault();
    setTried((n) => n + 1);
    if (first && last && account.trim()) take.mutate({ from: first, to: last, account: account.trim(), universityId: university || null });
  };
  const problem = (id: string) => lines.find((l) => l.to === id)?.message;
  return (
    <Dialog open title="Export for an accounts package" onClose={onClose}>
      <form noValidate onSubmit={send} className="flex flex-col gap-5">
        <p className="text-ink-2">Invoices and credit notes by day of issue, in the columns that Xero imports and Sage maps.</p>
        <ErrorSummary lines={lines} attempt={tried + (take.error ? 1000 : 0)} />
        <DateInput id="export-from" size="md" label="From" value={from} onChange={setFrom} error={problem("export-from")} />
        <DateInput id="export-to" size="md" label="To" value={to} onChange={setTo} error={problem("export-to")} />
        <TextField
          id="export-account"
          size="md"
          width="short"
          label="Sales account"
          value={account}
          onChange={(e) => setAccount(e.target.value)}
          error={problem("export-account")}
        />
        <p role="status">{done}</p>
        <div className="flex gap-2">
          <Button type="submit" tone="primary" busy={take.isPending}>
            Download CSV
          </Button>
          <Button onClick={onClose}>{done ? "Close" : "Cancel"}</Button>
        </div>
      </form>
    </Dialog>
  );
}
