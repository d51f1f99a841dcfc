import * as stories from '../../stories/data.stories.ts';
import {checkStories} from './check-stories.ts';

describe('stories of the data element', () => checkStories(stories));
