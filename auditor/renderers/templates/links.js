function follow() {
  const target = location.hash.length > 1 && $(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.hidden) { form.reset(); setTimeout(follow, 20); return; }
  for (let box = target; box; box = box.parentElement) if (box.tagName === 'DETAILS') box.open = true;
  target.scrollIntoView();
  const head = target.querySelector('summary');
  if (target.classList.contains('item') && head) head.focus({ preventScroll: true });
}
addEventListener('hashchange', follow);
// the browser's own jump comes after parsing and takes the focus away again
if (document.readyState === 'complete') follow(); else addEventListener('load', () => setTimeout(follow, 0));
const closed = [];
addEventListener('beforeprint', () => { for (const box of document.querySelectorAll('details:not([open])')) { closed.push(box); box.open = true; } });
addEventListener('afterprint', () => { while (closed.length) closed.pop().open = false; });
