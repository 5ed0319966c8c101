import { type ReactNode, useEffect, useId, useRef } from "react";

/** A modal dialog on the browser's own element: it holds the focus, closes on Escape and gives the focus back. */
export function Dialog({
  title,
  open,
  onClose,
  children,
  wide = false,
}: {
  title: string;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      // A dialog inside another closes alone.
      onClose={(e) => e.target === e.currentTarget && onClose()}
      className={`max-h-[90dvh] w-[94vw] overflow-auto rounded-lg border border-line bg-raised p-0 shadow-pop ${wide ? "max-w-180" : "max-w-140"}`}
    >
      {open && (
        <div className="flex flex-col gap-5 p-5 sm:p-6">
          <h2 id={id} className="text-xl font-semibold">
            {title}
          </h2>
          {children}
        </div>
      )}
    </dialog>
  );
}
