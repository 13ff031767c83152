async function copy(words) {
  try { await navigator.clipboard.writeText(words); return true; } catch { /* not allowed here: the old way */ }
  const box = document.createElement('textarea');
  box.value = words; box.setAttribute('readonly', ''); document.body.append(box); box.select();
  const done = document.execCommand('copy');
  box.remove();
  return done;
}
function button(label, what) {
  const one = document.createElement('button');
  one.type = 'button'; one.textContent = label;
  one.addEventListener('click', async () => {
    one.textContent = await copy(what()) ? 'Copied' : 'Not allowed';
    setTimeout(() => { one.textContent = label; }, 1500);
  });
  return one;
}
document.addEventListener('toggle', event => {
  const card = event.target;
  if (!card.open || !card.classList.contains('item') || card.dataset.ready) return;
  card.dataset.ready = '1';
  for (const block of card.querySelectorAll('.cmds')) block.append(button('Copy', () => block.querySelector('pre').textContent));
  const link = card.querySelector('.perma');
  if (link) link.after(' ', button('Copy link', () => link.href));
}, true);
