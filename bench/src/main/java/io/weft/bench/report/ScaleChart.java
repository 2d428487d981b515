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
 * What a chart shows.
 *
 * @param id name in files
 * @param title in a few words
 * @param xTitle what grows, with its unit
 * @param yTitle what it costs, with its unit
 * @param isXLogarithmic whether the lower axis is
 * @param note what was measured, in a sentence
 */
public record ScaleChart(
        String id,
        String title,
        String xTitle,
        String yTitle,
        boolean isXLogarithmic,
        String note) {}
