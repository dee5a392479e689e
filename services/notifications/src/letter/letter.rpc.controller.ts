import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { SendLetter, sendLetter, type SentLetter } from '@deskbeat/contracts';
import { OnRequest } from '@deskbeat/messaging';
import { LetterService } from './letter.service.js';

@Controller()
export class LetterRpcController {
  constructor(private readonly service: LetterService) {}

  @OnRequest(sendLetter)
  send(@Payload() letter: SendLetter): Promise<SentLetter> {
    return this.service.send(letter);
  }
}
