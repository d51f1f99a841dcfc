import * as stories from '../../stories/quality.stories.ts';
import {checkStories} from './check-stories.ts';

describe('stories of data quality', () => checkStories(stories));
