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
 * Tables and charts as data, and what shows them: {@link io.weft.simulator.report.study.TableText}
 * as Markdown and CSV, {@link io.weft.simulator.report.study.StudyPage} as one page of HTML. For
 * studies of many simulations: what the tables say is for those who make them.
 */
package io.weft.simulator.report.study;
