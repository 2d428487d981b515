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
package io.weft.core.debug;

/**
 * A position whose state is kept.
 *
 * @param position of the last entry that the state has seen.
 * @param timeNs of that entry.
 * @param entry checksum of that entry: input, time and decisions.
 * @param prefix checksum of all entries up to it.
 * @param place of that entry in the journal, see {@link io.weft.core.spi.JournalCursor#place()}.
 */
public record Checkpoint(long position, long timeNs, long entry, long prefix, long place) {}
