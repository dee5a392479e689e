/** Ends with 0 when the service of this container is ready to work. */
const port = process.env.HTTP_PORT ?? '7300';
try {
  const response = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2500) });
  process.exitCode = response.ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
