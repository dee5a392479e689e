/** Shows new mails without a reload by hand, and empties the sink. Everything else works without a script. */
export const SCRIPT = `
const list = document.querySelector('[data-newest]');
async function look() {
  if (document.hidden) return;
  const response = await fetch('/api/mails?limit=1').catch(() => undefined);
  if (!response?.ok) return;
  const [newest] = (await response.json()).mails;
  if ((newest?.id ?? '') !== list.dataset.newest && document.activeElement?.tagName !== 'INPUT') location.reload();
}
if (list) setInterval(look, 2000);
document.querySelector('#clear')?.addEventListener('click', async () => {
  if (!confirm('Delete all mails?')) return;
  await fetch('/api/mails', { method: 'DELETE' });
  location.reload();
});
`;
