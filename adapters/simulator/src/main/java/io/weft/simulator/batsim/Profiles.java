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
package io.weft.simulator.batsim;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.weft.simulator.workload.RejectedValueException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The profiles of a workload: delays, computations of parallel tasks, and sequences of these. The
 * cost of others depends on more than the job, and is unknown. Holds 200 bytes or so for each.
 */
final class Profiles {
    /** Sequences in sequences; deeper ones are unknown. */
    private static final int DEPTH_MAX = 100;

    private final Map<String, Cost> costs = new LinkedHashMap<>();
    private final Map<String, Sequence> sequences = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    /** Profiles one after the other, all of them several times. */
    private record Sequence(List<String> names, int count) {}

    /** What a profile says, in Batsim's words; a cost that is null cannot be understood. */
    private static final class Description {
        private String type = "";
        private Long delayNs;
        private double flopsMax;
        private boolean communicates;
        private List<String> names = List.of();
        private int count = 1;
    }

    /** Reads the object of profiles that the parser is at. */
    void read(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                put(name, description(parser));
            } else {
                parser.skipChildren();
                costs.put(name, Cost.UNKNOWN);
            }
        }
    }

    private static Description description(JsonParser parser) throws IOException {
        var found = new Description();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (key) {
                case "type" -> found.type = parser.getText();
                case "delay" -> found.delayNs = delayNs(parser, value);
                case "cpu" -> found.flopsMax = largest(parser, value);
                case "com" -> found.communicates = !(largest(parser, value) == 0);
                case "repeat", "nb" -> found.count = count(parser, value);
                case "seq" -> found.names = names(parser, value);
                default -> {
                    // Whatever it is, the types that are understood do not need it.
                }
            }
            if (value.isStructStart() && parser.currentToken() == value) {
                parser.skipChildren();
            }
        }
        return found;
    }

    private static Long delayNs(JsonParser parser, JsonToken value) throws IOException {
        try {
            boolean isDelay = value.isNumeric() && parser.getDecimalValue().signum() >= 0;
            return isDelay ? Decimal.ns(parser.getDecimalValue(), "delay") : null;
        } catch (RejectedValueException | NumberFormatException e) {
            return null;
        }
    }

    /** The largest number, of one or of an array; NaN if something else is there. */
    private static double largest(JsonParser parser, JsonToken value) throws IOException {
        if (value.isNumeric()) {
            return parser.getDoubleValue();
        }
        if (value != JsonToken.START_ARRAY) {
            return Double.NaN;
        }
        double largest = 0;
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
            largest = Math.max(largest, t.isNumeric() ? parser.getDoubleValue() : Double.NaN);
            parser.skipChildren();
        }
        return largest;
    }

    private static int count(JsonParser parser, JsonToken value) throws IOException {
        boolean isCount = value == JsonToken.VALUE_NUMBER_INT;
        long count =
                isCount && parser.getNumberType() == JsonParser.NumberType.INT
                        ? parser.getIntValue()
                        : -1;
        return (int) count;
    }

    private static List<String> names(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
            names.add(parser.getText());
            parser.skipChildren();
        }
        return names;
    }

    private void put(String name, Description found) {
        costs.remove(name);
        sequences.remove(name);
        switch (found.type) {
            case "delay" ->
                    costs.put(
                            name,
                            found.delayNs == null
                                    ? Cost.UNKNOWN
                                    : new Cost(true, found.delayNs, 0, 0, false));
            case "parallel", "parallel_homogeneous" -> putTask(name, found, found.flopsMax, 0);
            case "parallel_homogeneous_total" -> putTask(name, found, 0, found.flopsMax);
            case "composed", "sequential_composition" -> {
                if (found.count < 0) {
                    costs.put(name, Cost.UNKNOWN);
                } else {
                    sequences.put(name, new Sequence(found.names, found.count));
                }
            }
            default -> costs.put(name, Cost.UNKNOWN);
        }
    }

    private void putTask(String name, Description found, double each, double shared) {
        double flops = each + shared;
        boolean isKnown = flops >= 0 && flops <= Double.MAX_VALUE;
        costs.put(
                name, isKnown ? new Cost(true, 0, each, shared, found.communicates) : Cost.UNKNOWN);
    }

    /** What a profile costs; null if there is none of this name. */
    Cost cost(String name) {
        Cost known = costs.get(name);
        if (known != null) {
            return known;
        }
        Sequence sequence = sequences.get(name);
        if (sequence == null) {
            return null;
        }
        // One that contains itself, or is too deep, has no length.
        Cost cost = Cost.UNKNOWN;
        if (open.size() < DEPTH_MAX && open.add(name)) {
            cost = cost(sequence);
            open.remove(name);
        }
        if (open.isEmpty() || cost.isKnown()) {
            costs.put(name, cost);
        }
        return cost;
    }

    private Cost cost(Sequence sequence) {
        Cost sum = Cost.NOTHING;
        for (String name : sequence.names()) {
            Cost next = cost(name);
            sum = sum.plus(next == null ? Cost.UNKNOWN : next);
            if (!sum.isKnown()) {
                return Cost.UNKNOWN;
            }
        }
        return sum.times(sequence.count());
    }
}
