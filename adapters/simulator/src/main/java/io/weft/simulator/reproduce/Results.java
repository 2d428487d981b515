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
package io.weft.simulator.reproduce;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.simulator.SemanticsProfile;
import java.util.List;
import java.util.Map;

/**
 * What a reproduction came to.
 *
 * @param semantics that were asked for, in the order of columns
 * @param dataSets of the jobs
 * @param bySetup the results of {@link SetupSimulation}; those that failed are missing
 */
record Results(List<SemanticsProfile> semantics, DataSets dataSets, Map<Setup, JsonNode> bySetup) {
    /** The result of a setup, or null. */
    JsonNode of(
            final SemanticsProfile profile, final int dataSet, final Configuration configuration) {
        return bySetup.get(new Setup(profile, dataSet, configuration));
    }

    /** What stands in a table for a data set; jobs that are not the published ones are marked. */
    String dataSetText(final int dataSet) {
        final String origin = dataSets.origin(dataSet);
        return dataSet + (origin.isEmpty() ? "" : ", " + origin);
    }

    /** Whether tables about data set 1 alone must say that these are other jobs. */
    boolean isFirstMarked() {
        return !dataSets.origin(1).isEmpty();
    }
}
