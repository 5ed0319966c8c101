import tailwindcss from "@tailwindcss/vite";
import { tanstackRouter } from "@tanstack/router-plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds the running server. */
const SERVER = process.env["PILLARS_SERVER"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [tanstackRouter({ target: "react", autoCodeSplitting: true }), react(), tailwindcss()],
  build: {
    target: ["chrome123", "edge123", "firefox120", "safari17.5"],
    manifest: true,
    sourcemap: false,
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ["index.html", "src/public.css"],
      output: {
        // The server's templates name public.css themselves, so its address must not change from build to build.
        // A route's file has dots and signs in its name; what is served has none before its hash.
        chunkFileNames: (chunk) => `assets/${chunk.name.replace(/[^\w-]+/g, "-")}-[hash].js`,
        assetFileNames: (asset) => (asset.names.includes("public.css") ? "assets/public.css" : "assets/[name]-[hash][extname]"),
      },
    },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(
      ["/graphql", "/auth", "/sign-in", "/register", "/awards", "/public", "/standard", "/demo"].map((path) => [
        path,
        { target: SERVER, ws: path === "/graphql" },
      ]),
    ),
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/test/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    testTimeout: 30_000,
  },
});
