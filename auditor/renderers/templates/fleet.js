const form = $('filter'), query = $('q'), action = $('a'), status = $('shown');
const lines = [...document.querySelectorAll('#matrix tbody tr')];
function narrow() {
  const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
  let number = 0;
  for (const line of lines) {
    const text = line.textContent.toLowerCase();
    line.hidden = (action.checked && line.dataset.a !== '1') || !words.every(word => text.includes(word));
    if (!line.hidden) number += 1;
  }
  status.textContent = number === lines.length ? `All ${number} systems are shown.` : `${number} of ${lines.length} systems are shown.`;
}
const keep = () => {
  const state = new URLSearchParams();
  if (query.value) state.set('q', query.value);
  if (action.checked) state.set('a', '1');
  history.replaceState(null, '', '#' + state.toString());
};
const restore = () => {
  const state = new URLSearchParams(location.hash.slice(1));
  query.value = state.get('q') || '';
  action.checked = state.get('a') === '1';
  narrow();
};
form.addEventListener('submit', event => event.preventDefault());
form.addEventListener('input', () => { narrow(); keep(); });
window.addEventListener('hashchange', () => { if (location.hash.includes('=')) restore(); });
restore();
