import { Injectable, type INestApplication } from '@nestjs/common';

/** The OpenAPI document, made when somebody asks for it: neither start-up nor an idle process pays for it. */
@Injectable()
export class ApiDocs {
  private app?: INestApplication;
  private json?: Promise<string>;

  describes(app: INestApplication): void {
    this.app = app;
  }

  document(): Promise<string> {
    this.json ??= import('./document.js').then(({ documentOf }) => JSON.stringify(documentOf(this.app!)));
    return this.json;
  }
}
