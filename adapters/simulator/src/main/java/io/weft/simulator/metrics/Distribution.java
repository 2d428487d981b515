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

/**
 * A distribution in few numbers; all 0 when there is no value.
 *
 * @param count of values
 * @param mean arithmetic mean, summed in the order in which the values came
 * @param median middle value, or the mean of the two in the middle
 * @param p95 smallest value with at least 95 % of all values at or below it
 * @param p99 the same for 99 %
 * @param max largest value
 * @param rms square root of the mean of the squares
 * @param errorPercent how much too high median, p95 and p99 may be; 0: they are exact
 */
public record Distribution(
        int count,
        double mean,
        double median,
        double p95,
        double p99,
        double max,
        double rms,
        double errorPercent) {}
