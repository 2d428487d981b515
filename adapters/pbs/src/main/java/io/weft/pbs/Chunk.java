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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Some equal chunks of a select statement: {@code 2:ncpus=4:mem=1gb}.
 *
 * @param count how many.
 * @param resources of each, by name.
 */
record Chunk(int count, Map<String, String> resources) {
    Chunk {
        resources = Collections.unmodifiableMap(new LinkedHashMap<>(resources));
    }

    int coreCount() {
        return (int) number("ncpus");
    }

    int gpuCount() {
        return (int) number("ngpus");
    }

    long memory() {
        final String text = resources.get("mem");
        return text == null ? 0 : PbsUnits.bytes(text);
    }

    private long number(final String resource) {
        final String text = resources.get(resource);
        return text == null ? 0 : Long.parseLong(text);
    }
}
