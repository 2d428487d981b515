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
 * Scenarios: text files that say what enters a kernel and, beside it, what it must decide. A {@link
 * io.weft.simulator.scenario.ScenarioReader} reads one, a {@link
 * io.weft.simulator.scenario.ScenarioRunner} plays it through a real kernel in virtual time and
 * finds the first difference, a {@link io.weft.simulator.scenario.ScenarioWriter} fills in what was
 * decided. Messages and fields are those of the wire schema, read from the schema itself, so that a
 * new one can be used at once.
 */
package io.weft.simulator.scenario;
