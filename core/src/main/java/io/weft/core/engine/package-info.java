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
 * The deterministic engine. {@link io.weft.core.engine.InputReader} is the one door: live and in
 * replay every entry comes through it. {@link io.weft.core.engine.Scheduler} has a method for each
 * input, holds the invariants and asks the policy; {@link io.weft.core.engine.DecisionWriter}
 * collects the decisions of one entry. What jobs wait for beside cores (their time, other jobs, a
 * slot of their array) is the engine's affair: policies see only jobs that may start. No clock, no
 * chance, no thread: the same entries give the same bytes.
 */
package io.weft.core.engine;
