import type { ApplicationOrderQuery } from "../../../gql/graphql";
import { useViewer } from "../../../lib/viewer";
import { money } from "../../../ui/format";

type Sum = { minor: number; currency: string };
type Price = Pick<ApplicationOrderQuery["application"]["price"], "vatPerMille" | "lines"> & {
  net?: Sum | null | undefined;
  vat?: Sum | null | undefined;
  gross?: Sum | null | undefined;
};

/** A price before and after VAT (M1, M2); a tailored one says that the operator will name it (M3). */
export function PriceTable({ price }: { price: Price }) {
  const { desk } = useViewer();
  if (!price.net || !price.vat || !price.gross) {
    return (
      <p className="max-w-[60ch]">
        This price is by quote: a programme of 50 or more mentors, or more than 50 programmes, has no list price.{" "}
        {desk === "operator"
          ? "Once it is submitted, issue a quote: nothing is assessed before it is accepted and paid."
          : "After you submit, the scheme's operator sends you a quote; you accept it here before anything is assessed."}
      </p>
    );
  }
  const rows = [
    ...price.lines.map((l) => [l.label, l.net] as const),
    ...(price.lines.length > 1 ? [["Total excl. VAT", price.net] as const] : []),
    [`VAT at ${price.vatPerMille / 10}%`, price.vat] as const,
  ];
  return (
    <table className="w-full max-w-130">
      <caption className="sr-only">Price</caption>
      <tbody>
        {rows.map(([label, amount], i) => (
          <tr key={i} className="border-b border-line">
            <th scope="row" className="py-2 pr-4 text-start font-normal">
              {label}
              {i < price.lines.length && <span className="text-ink-3"> excl. VAT</span>}
            </th>
            <td className="py-2 text-end whitespace-nowrap">{money(amount)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row" className="py-2 pr-4 text-start font-semibold">
            Total incl. VAT
          </th>
          <td className="py-2 text-end font-semibold whitespace-nowrap">{money(price.gross)}</td>
        </tr>
      </tbody>
    </table>
  );
}
