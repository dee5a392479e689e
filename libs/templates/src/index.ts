export { check, fill, namesOf, type Blank, type Values } from './template.js';
