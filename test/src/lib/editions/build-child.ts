// Started as a process of its own: builds an edition of the database in argv[2] into argv[3], and stops for good when
// the file that argv[4] names is done; '' never stops.
import { connect } from '../../../../db/client.ts';
import { readPlace } from '../../../support/site-place.ts';
import { build } from './made-panel.ts';

const [, , place = '', root = '', last = ''] = process.argv;
const db = await connect(readPlace(place));
const built = await build(db, root, {
  onProgress: (says) => {
    if (last !== '' && says === `writing ${last}`) process.kill(process.pid, 'SIGKILL');
  },
});
console.log(built?.edition.edition);
await db.end();
