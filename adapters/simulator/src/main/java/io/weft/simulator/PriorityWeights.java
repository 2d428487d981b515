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
package io.weft.simulator;

import io.weft.core.client.PriorityRequest;
import io.weft.core.spi.PriorityFactor;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the factors of the priority weigh, for policies that weigh several.
 *
 * @param weights by factor; nothing for those that are not there.
 * @param halfLifeS in which what was used loses half its weight, in seconds.
 */
public record PriorityWeights(Map<PriorityFactor, Long> weights, int halfLifeS) {
    /** Nothing weighs anything. */
    public static final PriorityWeights NONE =
            new PriorityWeights(Map.of(), PriorityRequest.HALF_LIFE_DEFAULT_S);

    private static final String HALF_LIFE = "half-life";
    private static final int HALF_LIFE_MAX_S = 366 * 24 * 60 * 60;
    private static final Pattern PART = Pattern.compile("([a-z-]+)=(-?\\d{1,18})");

    /** Keeps a copy. */
    public PriorityWeights {
        final Map<PriorityFactor, Long> copy = new EnumMap<>(PriorityFactor.class);
        copy.putAll(weights);
        weights = Collections.unmodifiableMap(copy);
    }

    /**
     * The weights of a text such as {@code age=1,size=-60,urgent=86400,user-share=604800}; what is
     * left out weighs nothing. The names are those of {@link PriorityFactor}; {@code half-life} is
     * in seconds.
     *
     * @throws IllegalArgumentException naming what is wrong in it.
     */
    public static PriorityWeights of(final String text) {
        final Map<PriorityFactor, Long> weights = new EnumMap<>(PriorityFactor.class);
        int halfLifeS = 0;
        for (final String part : text.split(",", -1)) {
            final Matcher matcher = PART.matcher(part);
            final boolean isRead = matcher.matches();
            final PriorityFactor factor = isRead ? factor(matcher.group(1)) : null;
            final boolean isHalfLife = isRead && matcher.group(1).equals(HALF_LIFE);
            if (isHalfLife && halfLifeS == 0) {
                halfLifeS = (int) inRange(part, matcher.group(2), 1, HALF_LIFE_MAX_S);
            } else if (factor != null && !weights.containsKey(factor)) {
                final long least = factor.weightMin();
                weights.put(factor, inRange(part, matcher.group(2), least, factor.weightMax()));
            } else {
                throw new IllegalArgumentException(
                        "weights="
                                + text
                                + ", expected FACTOR=N of "
                                + names()
                                + " and "
                                + HALF_LIFE
                                + ", each at most once, with commas between them");
            }
        }
        return new PriorityWeights(
                weights, halfLifeS == 0 ? PriorityRequest.HALF_LIFE_DEFAULT_S : halfLifeS);
    }

    private static PriorityFactor factor(final String label) {
        return Stream.of(PriorityFactor.values())
                .filter(factor -> factor.label().equals(label))
                .findFirst()
                .orElse(null);
    }

    private static String names() {
        return Stream.of(PriorityFactor.values())
                .map(PriorityFactor::label)
                .collect(Collectors.joining(", "));
    }

    private static long inRange(
            final String part, final String value, final long least, final long most) {
        final long number = Long.parseLong(value);
        if (number < least || number > most) {
            throw new IllegalArgumentException(part + ", expected " + least + ".." + most);
        }
        return number;
    }

    /** What to tell a kernel. */
    PriorityRequest request() {
        final PriorityRequest request = new PriorityRequest().halfLifeS(halfLifeS);
        weights.forEach(request::weight);
        return request;
    }

    /** The text that it can be made of, the factors in their order. */
    @Override
    public String toString() {
        final Stream<String> factors =
                weights.entrySet().stream()
                        .map(each -> each.getKey().label() + "=" + each.getValue());
        return Stream.concat(factors, Stream.of(HALF_LIFE + "=" + halfLifeS))
                .collect(Collectors.joining(","));
    }
}
