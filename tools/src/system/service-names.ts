/** Every service that runs as a process. */
export const serviceNames = ['intake', 'assignment', 'sla', 'notifications', 'analytics', 'access', 'gateway'] as const;
export type ServiceName = (typeof serviceNames)[number];
