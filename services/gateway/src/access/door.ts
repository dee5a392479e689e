/** Who the gateway is where nobody else asks. */
export const gatewayItself = { kind: 'system', id: 'gateway' } as const;
/** For those whom a password or a link lets in: that takes its time. */
export const lettingIn = { actor: gatewayItself, deadlineMs: 10_000 };
