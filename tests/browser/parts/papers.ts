/** A file that somebody chooses. */
export type Paper = { name: string; mimeType: string; buffer: Buffer };

/** A PDF of one page that opens; `bytes` makes it as large as a scan. */
export function pdf(name: string, heading: string, lines: readonly string[], bytes = 0): Paper {
  const words = (text: string) => text.replaceAll(/[\\()]/g, (c) => `\\${c}`);
  const text = [
    `BT /F2 20 Tf 64 760 Td (${words(heading)}) Tj ET`,
    ...lines.map((line, i) => `BT /F1 12 Tf 64 ${724 - i * 18} Td (${words(line)}) Tj ET`),
  ].join("\n");
  const font = (face: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /${face} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
    `<< /Length ${text.length + 1} >>\nstream\n${text}\nendstream`,
    font("Helvetica"),
    font("Helvetica-Bold"),
    `<< /Title (${words(heading)}) >>`,
    // Stands for the pictures of a scan.
    `<< /Length ${bytes} >>\nstream\n${"0123456789abcdef".repeat(Math.ceil(bytes / 16)).slice(0, bytes)}\nendstream`,
  ];
  let out = "%PDF-1.4\n";
  const places: number[] = [];
  objects.forEach((object, i) => {
    places.push(out.length);
    out += `${i + 1} 0 obj\n${object}\nendobj\n`;
  });
  const table = out.length;
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const place of places) out += `${String(place).padStart(10, "0")} 00000 n \n`;
  out += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 7 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return { name, mimeType: "application/pdf", buffer: Buffer.from(out, "latin1") };
}

/** A page of HTML that says it is a PDF. */
export const disguised: Paper = {
  name: "handbook-final.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from("<!doctype html><html><head><title>Handbook</title></head><body><script>alert(1)</script>Handbook</body></html>\n"),
};
