import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Autocomplete, Dialog, Input, Menu, MenuItem, Modal, ModalOverlay, SearchField } from "react-aria-components";
import { graphql } from "../gql";
import { ask } from "../lib/graphql";
import { useViewer } from "../lib/viewer";
import * as paths from "../paths";
import { Kbd } from "./kit";
import type { Place } from "./Shell";
import { useDebounced } from "./useDebounced";

const Find = graphql(`query Find($search: String!) {
  applications(filter: { search: $search }, first: 8) { nodes { id reference university { name } programmes { name } } }
}`);

type Item = { id: string; text: string; more?: string; keys?: string; go: () => void };

/** Search or jump to: the rail's places, and applications by reference, university or programme. Loaded when first opened. */
export default function Palette({ places, onClose }: { places: readonly Place[]; onClose: () => void }) {
  const navigate = useNavigate();
  const { desk } = useViewer();
  const [text, setText] = useState("");
  const search = useDebounced(text.trim(), 200);
  const { data } = useQuery({ ...ask("live", Find, { search }), enabled: search.length > 1, placeholderData: keepPreviousData });
  const words = text.trim().toLowerCase();
  const fixed: Item[] = [
    ...places.map((p) => ({
      id: p.text,
      text: `Go to ${p.text.toLowerCase()}`,
      keys: `G ${p.key.toUpperCase()}`,
      go: () => void navigate(p.to as never),
    })),
    ...(desk === "university" ? [{ id: "new", text: "Add a programme", go: () => void navigate(paths.newProgramme()) }] : []),
  ].filter((i) => i.text.toLowerCase().includes(words));
  const found: Item[] = (search.length > 1 ? (data?.applications.nodes ?? []) : []).map((a) => ({
    id: a.id,
    text: a.reference,
    more: `${a.university.name}, ${a.programmes.map((p) => p.name).join(", ")}`,
    go: () => void navigate(desk === "assessor" ? paths.judge(a.id) : paths.application(a.id)),
  }));
  const items = [...fixed, ...found];
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className="fixed inset-0 z-20 grid justify-items-center bg-sunken/70 pt-[12vh]"
    >
      <Modal className="w-[min(560px,92vw)] self-start">
        <Dialog aria-label="Search or jump to" className="overflow-hidden rounded-lg border border-line bg-raised shadow-pop outline-none">
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField aria-label="Search or jump to" autoFocus>
              <Input
                placeholder="Type a place, reference or university"
                className="h-12 w-full border-b border-line bg-raised px-4 text-lg outline-none"
              />
            </SearchField>
            <Menu
              aria-label="Places and applications"
              items={items}
              className="max-h-80 overflow-auto p-1.5 outline-none"
              renderEmptyState={() => (
                <p className="p-3 text-ink-2">Nothing found. Try a reference, such as UMS-1042, or part of a university's name.</p>
              )}
              onAction={(key) => {
                onClose();
                items.find((i) => i.id === key)?.go();
              }}
            >
              {(item) => (
                <MenuItem
                  id={item.id}
                  textValue={item.text}
                  className="flex min-h-9 items-center justify-between gap-3 rounded-md px-2.5 py-1 outline-none data-focused:bg-accent-tint"
                >
                  <span className="min-w-0 truncate">
                    {item.text} {item.more && <span className="text-ink-2">{item.more}</span>}
                  </span>
                  {item.keys && <Kbd>{item.keys}</Kbd>}
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
