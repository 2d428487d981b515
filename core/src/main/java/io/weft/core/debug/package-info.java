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
 * The past of a kernel, to be walked through. A {@link io.weft.core.debug.TimeMachine} stands at
 * one position of a journal and can go to any other; {@link io.weft.core.debug.Condition}s tell it
 * where to stop; {@link io.weft.core.debug.StateView} and {@link io.weft.core.debug.StateDiff} tell
 * what is there; {@link io.weft.core.debug.FirstDifference} and {@link io.weft.core.debug.Branch}
 * compare two pasts. Checkpoints of the state make going back cheap. Everything only reads the
 * journal.
 */
package io.weft.core.debug;
