/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.pbs;

import io.weft.manager.JobKey;
import io.weft.manager.ObservedJob;
import io.weft.manager.ObservedState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Jobs that ended lately. The history is asked for a job once, when it goes; it is told of for some
 * observations more, so that whoever was about to do something with it learns how it ended.
 */
final class EndedJobs {
    private static final int OBSERVATIONS = 20;

    private record Ended(ObservedJob job, long lastObservation) {}

    private final Map<JobKey, Ended> jobs = new LinkedHashMap<>();
    private long observation;

    /** The jobs observed now, and those that are remembered. */
    List<ObservedJob> addTo(final List<ObservedJob> observed) {
        observation++;
        final List<ObservedJob> all = new ArrayList<>(observed);
        for (final ObservedJob job : observed) {
            jobs.remove(job.key());
        }
        jobs.values().removeIf(ended -> ended.lastObservation < observation);
        jobs.values().forEach(ended -> all.add(ended.job));
        for (final ObservedJob job : observed) {
            if (job.state() == ObservedState.ENDED) {
                jobs.put(job.key(), new Ended(job, observation + OBSERVATIONS));
            }
        }
        return all;
    }
}
