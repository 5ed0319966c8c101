import { Button } from "./kit";

type PagesProps = {
  /** Where the page that is shown stands; none while it is on its way. */
  page: { pageInfo: { hasNextPage: boolean; endCursor?: string | null } } | undefined;
  /** The cursor that it was asked for with. */
  after: string | undefined;
  /** Asks for the page after a cursor, or for the first. */
  onPage: (after: string | undefined) => void;
  first?: string;
  next?: string;
};

/** The way from page to page of a list that has several. */
export function Pages({ page, after, onPage, first = "Back to the first page", next = "Next page" }: PagesProps) {
  if (!page || (!after && !page.pageInfo.hasNextPage)) return null;
  return (
    <nav aria-label="Pages" className="no-print flex gap-2">
      {after && <Button onClick={() => onPage(undefined)}>{first}</Button>}
      {page.pageInfo.hasNextPage && <Button onClick={() => onPage(page.pageInfo.endCursor ?? undefined)}>{next}</Button>}
    </nav>
  );
}
