import { defineConfig } from "vite";

// The pages lie at /api/dashboard of whichever host serves the API. The mail editor is a page of its own: see ServeDashboard.
export default defineConfig({
  base: "/api/dashboard/",
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { input: ["index.html", "mail.html"] },
  },
  server: { proxy: { "^/api/(?!dashboard)": "http://127.0.0.1:7071" } },
});
