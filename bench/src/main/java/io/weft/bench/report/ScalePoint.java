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
package io.weft.bench.report;

/**
 * One point of a curve: a cost where something is so large.
 *
 * @param chart id of the chart
 * @param series name of the curve
 * @param x how large
 * @param p50 median, ns
 * @param p99 the slowest in a hundred, ns; NaN where only a mean is known
 * @param p999 the slowest in a thousand, ns; NaN where only a mean is known
 * @param count how many were timed
 */
public record ScalePoint(
        String chart, String series, double x, double p50, double p99, double p999, long count) {}
