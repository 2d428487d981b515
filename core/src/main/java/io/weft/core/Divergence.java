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
package io.weft.core;

/**
 * A replay decided otherwise than the journal says: the state, the policy or the journal is not
 * what it was.
 *
 * @param position of the entry.
 * @param journaled the frames in the journal, see {@link io.weft.core.engine.DecisionWriter}; empty
 *     when there are none.
 * @param recomputed the frames that the replay decided.
 */
public record Divergence(long position, byte[] journaled, byte[] recomputed) {}
