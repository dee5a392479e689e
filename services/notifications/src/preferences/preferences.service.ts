import { Injectable } from '@nestjs/common';
import {
  noticeLanguages,
  Problem,
  type FieldError,
  type GetPreferences,
  type NoticeLanguage,
  type PreferencesView,
  type SavePreferences,
} from '@deskbeat/contracts';
import { effective, type Wishes } from '../domain/wishes.js';
import { NotificationsConfig } from '../notifications.config.js';
import { PreferencesStore } from './preferences.store.js';

@Injectable()
export class PreferencesService {
  constructor(
    private readonly store: PreferencesStore,
    private readonly config: NotificationsConfig,
  ) {}

  async get({ personId }: GetPreferences): Promise<PreferencesView> {
    return viewOf(personId, (await this.of([personId])).get(personId)!);
  }

  /** @throws Problem `validation-failed` for a time zone that nobody knows */
  async save({ personId, ...wishes }: SavePreferences): Promise<PreferencesView> {
    const errors = faultsIn(wishes);
    if (errors.length > 0) throw new Problem('validation-failed', { errors });
    await this.store.save(personId, wishes);
    return viewOf(personId, wishes);
  }

  /** Wishes of people; those who never said anything have everybody's. */
  async of(personIds: readonly string[]): Promise<Map<string, Wishes>> {
    const said = await this.store.of(personIds);
    return new Map(personIds.map((id) => [id, said.get(id) ?? this.usual()]));
  }

  /** Wishes of somebody who has not said any, as far as the language is known. */
  usual(language?: string): Wishes {
    const { DEFAULT_LANGUAGE, TIME_ZONE } = this.config;
    const spoken = noticeLanguages.find((one) => one === language?.slice(0, 2).toLowerCase());
    return {
      language: spoken ?? (DEFAULT_LANGUAGE as NoticeLanguage),
      timeZone: TIME_ZONE,
      digest: 'none',
      wishes: [],
    };
  }
}

const viewOf = (personId: string, wishes: Wishes): PreferencesView => ({
  personId,
  ...wishes,
  wishes: [...wishes.wishes],
  effective: effective(wishes),
});

function faultsIn({ timeZone }: Wishes): FieldError[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return [];
  } catch {
    return [{ pointer: '/timeZone', message: 'timeZone must be an IANA time zone like Europe/Berlin' }];
  }
}
