import { Module, type DynamicModule } from '@nestjs/common';
import { Bus } from './bus.js';
import { EventPublisher } from './event-publisher.js';

/** Gives a service its way to ask others (`Bus`) and to tell facts (`EventPublisher`). */
@Module({})
export class MessagingModule {
  static forService(service: string, url: string): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      providers: [
        { provide: Bus, useFactory: () => new Bus(url, service) },
        {
          provide: EventPublisher,
          useFactory: async () => {
            const publisher = new EventPublisher(url, service);
            await publisher.connect();
            return publisher;
          },
        },
      ],
      exports: [Bus, EventPublisher],
    };
  }
}
