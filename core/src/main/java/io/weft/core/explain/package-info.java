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
 * Why a job waits, runs or has ended: replays a journal to a position, on a state of its own, and
 * asks the policy again, aloud. {@link io.weft.core.explain.Explainer} answers with an {@link
 * io.weft.core.explain.Explanation}, a tree of records in a fixed order, so that two can be
 * compared. What would change the answer is not guessed: {@link io.weft.core.explain.Sandbox}
 * alters the job and lets the policy look at it in a real pass.
 */
package io.weft.core.explain;
