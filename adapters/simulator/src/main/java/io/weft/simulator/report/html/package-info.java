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
/**
 * The results of simulations as one page of HTML that needs nothing else: {@link
 * io.weft.simulator.report.html.RunReader} reads a result directory, each series class derives what
 * one chart shows, and {@link io.weft.simulator.report.html.HtmlReport} puts data, script and chart
 * library (Apache ECharts) into the page. Series are bounded: the page of a long trace is as large
 * as that of a short one. Figures are taken from {@code summary.json} digit by digit, never
 * computed again.
 *
 * <p>Of a sweep, {@link io.weft.simulator.report.html.SweepReader} reads the table, and {@link
 * io.weft.simulator.report.html.SweepReport} puts all of it into a page, whose script draws what is
 * chosen.
 */
package io.weft.simulator.report.html;
