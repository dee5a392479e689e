import {
  IconArrowsSplit,
  IconBolt,
  IconCalendarTime,
  IconClockHour9,
  IconFileCertificate,
  IconKey,
  IconListCheck,
  IconMail,
  IconMap2,
  IconMessage2,
  IconShieldLock,
  IconStack2,
  IconStopwatch,
  IconUser,
  IconUserOff,
  IconUsers,
  IconWebhook,
  type Icon,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Word } from '../../i18n/words.js';
import type { Resource } from './form/resource.js';
import { sectionWords as w } from './section-words.js';

/** A part of the settings. Permission keys say for whom it is there, and who changes it. */
export interface Section {
  key: string;
  group: 'organisation' | 'work' | 'texts' | 'programs';
  icon: Icon;
  word: Word;
  shownTo: string;
  changedBy: string;
  load: () => Promise<{ of: Resource } | { Page: ComponentType<{ mayChange: boolean }> }>;
}

/** All settings; each is loaded when it is first opened. */
export const sections: readonly Section[] = [
  {
    key: 'people',
    group: 'organisation',
    icon: IconUser,
    word: w.people,
    shownTo: 'access.list-accounts',
    changedBy: 'assignment.save-person',
    load: async () => ({ of: (await import('./directory/directory-resources.js')).people }),
  },
  {
    key: 'teams',
    group: 'organisation',
    icon: IconUsers,
    word: w.teams,
    shownTo: 'access.list-accounts',
    changedBy: 'assignment.save-team',
    load: async () => ({ of: (await import('./directory/directory-resources.js')).teams }),
  },
  {
    key: 'regions',
    group: 'organisation',
    icon: IconMap2,
    word: w.regions,
    shownTo: 'access.list-accounts',
    changedBy: 'assignment.save-region',
    load: async () => ({ of: (await import('./directory/regions.js')).regions }),
  },
  {
    key: 'shifts',
    group: 'organisation',
    icon: IconClockHour9,
    word: w.shifts,
    shownTo: 'access.list-accounts',
    changedBy: 'assignment.save-shift-calendar',
    load: async () => ({ of: (await import('./directory/shifts.js')).shifts }),
  },
  {
    key: 'queues',
    group: 'organisation',
    icon: IconStack2,
    word: w.queues,
    shownTo: 'assignment.get-routing-rules',
    changedBy: 'assignment.save-queue',
    load: async () => ({ of: (await import('./directory/directory-resources.js')).queues }),
  },
  {
    key: 'sign-in',
    group: 'organisation',
    icon: IconShieldLock,
    word: w.signIn,
    shownTo: 'access.get-sign-in-rules',
    changedBy: 'access.save-sign-in-rules',
    load: () => import('./sign-in/sign-in-rules.js'),
  },
  {
    key: 'types',
    group: 'work',
    icon: IconListCheck,
    word: w.types,
    shownTo: 'sla.list-rules-changes',
    changedBy: 'intake.replace-ticket-type',
    load: async () => ({ of: (await import('./types/types.js')).types }),
  },
  {
    key: 'routing',
    group: 'work',
    icon: IconArrowsSplit,
    word: w.routing,
    shownTo: 'assignment.get-routing-rules',
    changedBy: 'assignment.save-routing-rules',
    load: async () => ({ of: (await import('./routing/rules.js')).rules }),
  },
  {
    key: 'policies',
    group: 'work',
    icon: IconStopwatch,
    word: w.policies,
    shownTo: 'sla.list-rules-changes',
    changedBy: 'sla.change-policy',
    load: async () => ({ of: (await import('./sla/policies.js')).policies }),
  },
  {
    key: 'calendars',
    group: 'work',
    icon: IconCalendarTime,
    word: w.calendars,
    shownTo: 'sla.list-rules-changes',
    changedBy: 'sla.change-calendar',
    load: async () => ({ of: (await import('./sla/calendars.js')).calendars }),
  },
  {
    key: 'canned-replies',
    group: 'texts',
    icon: IconMessage2,
    word: w.cannedReplies,
    shownTo: 'intake.create-canned-reply',
    changedBy: 'intake.create-canned-reply',
    load: async () => ({ of: (await import('./texts/canned-replies.js')).cannedReplies }),
  },
  {
    key: 'macros',
    group: 'texts',
    icon: IconBolt,
    word: w.macros,
    shownTo: 'intake.create-macro',
    changedBy: 'intake.create-macro',
    load: async () => ({ of: (await import('./texts/macros.js')).macros }),
  },
  {
    key: 'templates',
    group: 'texts',
    icon: IconMail,
    word: w.templates,
    shownTo: 'notifications.list-templates',
    changedBy: 'notifications.save-template',
    load: async () => ({ of: (await import('./texts/templates.js')).templates }),
  },
  {
    key: 'keys',
    group: 'programs',
    icon: IconKey,
    word: w.keys,
    shownTo: 'access.list-keys',
    changedBy: 'access.create-key',
    load: async () => ({ of: (await import('./programs/keys.js')).keys }),
  },
  {
    key: 'webhooks',
    group: 'programs',
    icon: IconWebhook,
    word: w.webhooks,
    shownTo: 'notifications.list-webhooks',
    changedBy: 'notifications.save-webhook',
    load: async () => ({ of: (await import('./programs/webhooks.js')).webhooks }),
  },
  {
    key: 'audit',
    group: 'organisation',
    icon: IconFileCertificate,
    word: w.audit,
    shownTo: 'access.search-audit',
    changedBy: 'access.search-audit',
    load: () => import('./audit/audit-page.js'),
  },
  {
    key: 'retention',
    group: 'organisation',
    icon: IconUserOff,
    word: w.retention,
    shownTo: 'access.get-retention-rules',
    changedBy: 'access.save-retention-rules',
    load: () => import('./retention/retention-page.js'),
  },
];
