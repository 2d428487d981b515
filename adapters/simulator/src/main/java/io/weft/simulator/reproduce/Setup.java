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

import io.weft.simulator.SemanticsProfile;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One simulation of a reproduction.
 *
 * @param semantics ncs or exact
 * @param dataSet 1..6, as the paper numbers them
 * @param configuration of the machine
 */
public record Setup(SemanticsProfile semantics, int dataSet, Configuration configuration) {
    /** What its result depends on, by name, beside the jobs. */
    public Map<String, String> parameters() {
        final Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("semantics", semantics.text());
        parameters.put("data_set", Integer.toString(dataSet));
        parameters.putAll(configuration.parameters());
        return parameters;
    }

    /** About how long it takes, in some unit: the published rules cost more. */
    public int weight() {
        return semantics.edition() == null ? 1 : 3;
    }

    @Override
    public String toString() {
        return semantics.text() + ", data set " + dataSet + ", " + configuration.text();
    }
}
