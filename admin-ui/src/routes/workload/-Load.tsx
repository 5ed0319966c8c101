/** Points against capacity as a bar: the upright mark is the capacity, and what is beyond it is of another colour and pattern. */
export function Load({ points, capacity, most }: { points: number; capacity: number | null | undefined; most: number }) {
  const scale = 100 / Math.max(most, 1);
  const within = Math.min(points, capacity ?? points);
  return (
    <svg aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none" className="h-3 w-full">
      <rect x="0" y="2" width="100" height="6" fill="var(--color-sunken)" />
      <rect x="0" y="2" width={within * scale} height="6" fill="var(--color-accent)" />
      {points > within && <rect x={within * scale} y="1" width={(points - within) * scale} height="8" fill="var(--color-bad)" />}
      {capacity != null && (
        <rect x={Math.min(Math.max(capacity * scale - 0.4, 0), 99.2)} y="0" width="0.8" height="10" fill="var(--color-ink)" />
      )}
    </svg>
  );
}
