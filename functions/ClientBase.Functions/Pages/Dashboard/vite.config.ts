import { defineConfig } from "vite";

// The pages lie at /api/dashboard of whichever host serves the API.
export default defineConfig({
  base: "/api/dashboard/",
  build: { target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 600 },
  server: { proxy: { "^/api/(?!dashboard)": "http://127.0.0.1:7071" } },
});
