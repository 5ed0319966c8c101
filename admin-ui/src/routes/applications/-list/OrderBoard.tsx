import { Link } from "@tanstack/react-router";
import { graphql } from "../../../gql";
import type { OrderBoardQuery } from "../../../gql/graphql";
import { ask } from "../../../lib/graphql";
import { useLoad } from "../../../lib/queries";
import * as paths from "../../../paths";
import { count } from "../../../ui/format";
import { Button, Section, Skeleton } from "../../../ui/kit";

const OrderBoard = graphql(`query OrderBoard($order: ID!) {
  applicationCounts(filter: { orderId: $order }) { total states { code count } }
  applications(filter: { orderId: $order }, first: 1) { nodes { id order { id number invoice { id number } } } }
}`);

/** How many of an order's applications stand how; nothing where the list is of no one order. */
export const useOrderBoard = (order: string | undefined) =>
  useLoad({ ...ask("live", OrderBoard, { order: order ?? "" }), enabled: Boolean(order) });

/** Where the applications of one order stand, all on one board: how many are over, and the invoice that was for them. */
export function Board({ board, onAll }: { board: OrderBoardQuery | undefined; onAll: () => void }) {
  if (!board) return <Skeleton lines={2} />;
  const { total, states } = board.applicationCounts;
  const over = states.filter((s) => s.code === "DECIDED" || s.code === "WITHDRAWN").reduce((sum, s) => sum + s.count, 0);
  const order = board.applications.nodes[0]?.order;
  return (
    <Section
      title={order ? `Order ${order.number}` : "Order"}
      actions={
        <span className="no-print">
          <Button size="sm" onClick={onAll}>
            Show all applications
          </Button>
        </span>
      }
    >
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <label className="flex flex-wrap items-center gap-x-3">
          <progress value={over} max={Math.max(total, 1)} className="w-40" />
          <span>
            {over} of {count(total, "application")} decided or withdrawn
          </span>
        </label>
        {order?.invoice && (
          <span>
            Invoice <Link {...paths.invoice(order.invoice.number)}>{order.invoice.number}</Link>
          </span>
        )}
      </div>
    </Section>
  );
}
