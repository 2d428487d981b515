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
package io.weft.simulator.accounting;

import io.weft.simulator.workload.JobSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers names from 0 in the order in which they come. */
final class NameNumbers {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();

    /** The number of a name; {@link JobSpec#NULL_NUMBER} of an empty one. */
    int number(String name) {
        if (name.isEmpty()) {
            return JobSpec.NULL_NUMBER;
        }
        return numbers.computeIfAbsent(name, key -> numbers.size());
    }

    /** All names; a name's number is its place. */
    List<String> names() {
        return new ArrayList<>(numbers.keySet());
    }
}
