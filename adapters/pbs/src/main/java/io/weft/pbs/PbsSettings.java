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

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a server of PBS is reached and read.
 *
 * @param binDirectory where qstat, pbsnodes, qrun, qdel, qsig, qrerun and qalter are.
 * @param environment of these programs, such as PBS_CONF_FILE.
 * @param featureResources resources of nodes whose values jobs may ask for ({@code arch=linux}); a
 *     machine can have 64 different values of all of them together.
 * @param ignoredResources resources that jobs may ask for and that Weft need not look at.
 * @param classResource with which a job names its class: batch, interactive or urgent.
 * @param queues that Weft manages: jobs of others that it could not take are not told so; none for
 *     all.
 * @param observeTimeoutNs after which qstat and pbsnodes are killed.
 * @param commandTimeoutNs after which another command is killed.
 */
public record PbsSettings(
        String binDirectory,
        Map<String, String> environment,
        List<String> featureResources,
        List<String> ignoredResources,
        String classResource,
        List<String> queues,
        long observeTimeoutNs,
        long commandTimeoutNs) {
    /** String resource that carries the token of an order and the cores of each node. */
    public static final String START_RESOURCE = "weftstart";

    /** String resource with which a job may name its class. */
    public static final String CLASS_RESOURCE = "weftclass";

    private static final long SECOND = 1_000_000_000L;

    /** Copies the collections. */
    public PbsSettings {
        environment = Map.copyOf(environment);
        featureResources = List.copyOf(featureResources);
        ignoredResources = List.copyOf(ignoredResources);
        queues = List.copyOf(queues);
    }

    /**
     * What does for most sites.
     *
     * @param binDirectory where the commands are, such as /opt/pbs/bin.
     * @return the settings.
     */
    public static PbsSettings of(final String binDirectory) {
        return new PbsSettings(
                binDirectory,
                Map.of(),
                List.of("arch"),
                List.of(),
                CLASS_RESOURCE,
                List.of(),
                30 * SECOND,
                10 * SECOND);
    }

    /**
     * The same, for these queues.
     *
     * @param names of the queues that Weft manages; none for all.
     * @return the settings.
     */
    public PbsSettings withQueues(final List<String> names) {
        return new PbsSettings(
                binDirectory,
                environment,
                featureResources,
                ignoredResources,
                classResource,
                names,
                observeTimeoutNs,
                commandTimeoutNs);
    }

    /**
     * What the commands run with: dates are read as UTC, and bytes are not to be taken for wide
     * characters, which PBS would cut to control characters.
     *
     * @return the whole environment, in order.
     */
    public Map<String, String> commandEnvironment() {
        final Map<String, String> all = new TreeMap<>(environment);
        all.put("TZ", "UTC0");
        all.put("LC_ALL", "C");
        return all;
    }
}
