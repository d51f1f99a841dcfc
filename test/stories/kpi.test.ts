import * as stories from '../../stories/kpi.stories.ts';
import {checkStories} from './check-stories.ts';

describe('stories of the KPI tile', () => checkStories(stories));
