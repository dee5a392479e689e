import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  GetPreferences,
  getPreferences,
  SavePreferences,
  savePreferences,
  type PreferencesView,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { PreferencesService } from './preferences.service.js';

@Controller()
export class PreferencesRpcController {
  constructor(private readonly service: PreferencesService) {}

  @OnRequest(getPreferences)
  get(@Payload() payload: GetPreferences): Promise<PreferencesView> {
    return this.service.get(payload);
  }

  @OnRequest(savePreferences)
  save(@Payload() payload: SavePreferences): Promise<PreferencesView> {
    return this.service.save(payload);
  }
}
