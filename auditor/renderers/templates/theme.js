// Everything stands on the page already; the script only arranges it.
const $ = id => document.getElementById(id);
for (const one of document.querySelectorAll('.needs-js')) one.hidden = false;
const root = document.documentElement, theme = $('theme');
const system = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (root.dataset.theme || (system.matches ? 'dark' : 'light')) === 'dark';
const name = () => { theme.textContent = isDark() ? 'Light' : 'Dark'; };
try { const kept = localStorage.getItem('auditor-theme'); if (kept) root.dataset.theme = kept; } catch { /* a page without storage */ }
theme.addEventListener('click', () => {
  root.dataset.theme = isDark() ? 'light' : 'dark';
  try { localStorage.setItem('auditor-theme', root.dataset.theme); } catch { /* a page without storage */ }
  name();
});
system.addEventListener('change', name);
name();
