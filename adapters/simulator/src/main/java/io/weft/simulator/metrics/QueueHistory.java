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
package io.weft.simulator.metrics;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the rules of a queue did to it.
 *
 * @param queue its name
 * @param moves how many were made and taken back
 * @param multiplicityS how long each M was in force, in s
 * @param lentNodesS how long the queue might use nodes that were lent, in s
 * @param preemptionS how long its jobs might preempt others, in s
 */
public record QueueHistory(
        String queue,
        int moves,
        SortedMap<Integer, Double> multiplicityS,
        double lentNodesS,
        double preemptionS) {

    /** Copies the map. */
    public QueueHistory {
        multiplicityS = Collections.unmodifiableSortedMap(new TreeMap<>(multiplicityS));
    }
}
