import { Module, type DynamicModule } from '@nestjs/common';
import { Authority } from './authority.js';
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
        {
          provide: Bus,
          inject: [{ token: Authority, optional: true }],
          useFactory: (authority?: Authority) => new Bus(url, service, authority),
        },
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
