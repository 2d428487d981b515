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
package io.weft.simulator.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One simulation of a comparison.
 *
 * @param mix of jobs
 * @param contender the way the machine is run
 */
public record Match(JobMix mix, Contender contender) {
    /** Every contender on every mix. */
    public static List<Match> all(final List<JobMix> mixes) {
        final List<Match> matches = new ArrayList<>();
        for (final JobMix mix : mixes) {
            for (final Contender contender : Contender.values()) {
                matches.add(new Match(mix, contender));
            }
        }
        return matches;
    }

    /** What its result depends on, by name, beside the jobs. */
    public Map<String, String> parameters() {
        final Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("contender", contender.name().toLowerCase(Locale.ROOT));
        parameters.put("interactive_percent", Integer.toString(mix.interactivePercent()));
        return parameters;
    }

    @Override
    public String toString() {
        return mix.jobs().name()
                + ", "
                + mix.interactivePercent()
                + " % interactive, "
                + contender.text();
    }
}
