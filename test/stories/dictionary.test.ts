import * as stories from '../../stories/dictionary.stories.ts';
import {checkStories} from './check-stories.ts';

describe('stories of the metric dictionary', () => checkStories(stories));
