import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import {
  answerConfirmation,
  AnswerConfirmation,
  getConfirmation,
  GetConfirmation,
  getConfirmationLink,
  GetConfirmationLink,
  type ConfirmationLink,
  type ConfirmationView,
} from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { ConfirmationService } from './confirmation.service.js';

@Controller()
export class ConfirmationRpcController {
  constructor(private readonly confirmations: ConfirmationService) {}

  @OnRequest(getConfirmationLink)
  link(@Payload() query: GetConfirmationLink): Promise<ConfirmationLink> {
    return this.confirmations.link(query);
  }

  @OnRequest(getConfirmation)
  view(@Payload() query: GetConfirmation): Promise<ConfirmationView> {
    return this.confirmations.view(query);
  }

  @OnRequest(answerConfirmation)
  answer(@Payload() said: AnswerConfirmation): Promise<ConfirmationView> {
    return this.confirmations.answer(said);
  }
}
