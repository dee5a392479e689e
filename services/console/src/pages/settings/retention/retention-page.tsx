import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { retentionRulesQuery } from '../../../api/retention.js';
import { PageBody } from '../../../ui/panel.js';
import { ProblemPanel } from '../../../ui/problem.js';
import { SkeletonRows } from '../../../ui/section.js';
import { HoldsPanel } from './holds-panel.js';
import { RulesPanel } from './rules-panel.js';
import { RunsPanel } from './runs-panel.js';

/** How long personal data is kept, what is kept longer, and what went. */
export function Page({ mayChange }: { mayChange: boolean }) {
  const rules = useQuery(retentionRulesQuery);
  if (rules.isPending) return <SkeletonRows rows={8} />;
  if (!rules.data) return <ProblemPanel error={rules.error} retry={() => void rules.refetch()} />;
  return (
    <PageBody>
      <Stack gap="lg">
        <RulesPanel key={rules.data.version} rules={rules.data} mayChange={mayChange} />
        <HoldsPanel mayChange={mayChange} />
        <RunsPanel mayChange={mayChange} />
      </Stack>
    </PageBody>
  );
}
